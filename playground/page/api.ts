// What the page and its server say to each other. No imports: both sides read this file.

type Form = Record<string, unknown>;

/**
 * POST /api/run takes both forms, with every `{{ }}` evaluated; POST /api/test the first. Whatever the server answers is
 * written as lines.ts does.
 */
export interface CallRequest {
  source: Form;
  query?: Form;
  /** Keys of the query whose expression is undefined, which JSON cannot say. */
  unresolved?: string[];
}

/** What ToolJet's UI receives, either of a query or of a connection test. */
export interface Outcome {
  status: 'ok' | 'failed' | 'needs_oauth';
  data?: unknown;
  metadata?: unknown;
  message?: string;
  description?: unknown;
}

/** One request of the plugin, without its secrets, and what came back. */
export interface WireRecord {
  method: string;
  origin: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  /** Missing when no answer came. */
  status?: number;
  /** Milliseconds until the answer was complete. */
  took: number;
}

export interface CallResult {
  outcome: Outcome;
  wire: WireRecord[];
  /** Milliseconds. `total` includes the other two. */
  timings: { total: number; load: number; gateway: number };
}

export interface ConnectionField {
  key: string;
  label: string;
  type: string;
  description?: string;
  helpText?: string;
}

export interface QueryField {
  key: string;
  label: string;
  type: string;
  placeholder?: string;
  tooltip?: string;
  height?: string;
}

export interface Operation {
  value: string;
  name: string;
  fields: QueryField[];
}

/** A connection that can be chosen, by the name that it has on the page. */
export interface Preset {
  name: string;
  about: string;
  values: Record<string, string>;
  /** A field without which nothing works, as nobody else can fill it in. */
  needs?: { key: string; tag: string; why: string };
}

export interface Example {
  name: string;
  about: string;
  /** What sets it apart in the menu, such as "fails on purpose". */
  tag?: string;
  /** Why it cannot work, by the name of the preset with which it cannot. */
  cannot?: Record<string, string>;
  query: Record<string, string> & { operation: string };
}

/** GET /api/forms */
export interface Forms {
  connection: {
    defaults: Record<string, string>;
    encrypted: string[];
    fields: ConnectionField[];
  };
  query: { label: string; first: string; operations: Operation[] };
  presets: Preset[];
  examples: Example[];
  /** What `{{ }}` expressions can see, until somebody edits it. */
  state: Form;
  /** The bundle that answers now, and why a newer one could not be built. */
  bundle: { id: string; problem: string | undefined };
}

/** What `npm run dev` sends to the page when one of the forms or the bundle may be new. */
export const CHANGED = 'portkey:changed';
