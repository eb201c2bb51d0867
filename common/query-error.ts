/**
 * The one error that ToolJet shows to whoever runs an app. It is recognised by `constructor.name`, so the class must
 * keep this name through every build step.
 *
 * `message` is the headline, `description` the sentence below it, `data` whatever helps to act on it.
 */
export class QueryError extends Error {
  constructor(
    message: string,
    // ToolJet types it as any: plugins throw texts and objects alike.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    public description: any,
    public data: Record<string, unknown>
  ) {
    super(message);
    this.name = 'QueryError';
  }
}
