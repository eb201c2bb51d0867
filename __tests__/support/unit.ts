/** What the tests look at of an error. */
export interface Failure {
  message: string;
  description: unknown;
  data: unknown;
}

/** What a call throws, whether at once or by a rejected promise. */
export async function failureOf(call: () => unknown): Promise<Failure> {
  try {
    await call();
  } catch (error) {
    const { message, description, data } = error as Failure;
    return { message, description, data };
  }
  throw new Error('Nothing was thrown');
}
