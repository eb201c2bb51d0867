import { ANSWER_FAULTS } from './answers';
import { CONNECTION_FAULTS } from './connections';
import type { Faults } from './fault';

export { ENDLESS_FAULTS } from './endless';
export { flood, http, type Fault, type Faults } from './fault';
export { serveRaw, type RawRequest, type RawServer } from './server';
export { slowFaults } from './slow';

/** Faults that show at once. */
export const FAULTS: Faults = { ...CONNECTION_FAULTS, ...ANSWER_FAULTS };
