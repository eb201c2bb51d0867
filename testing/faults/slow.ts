import { drip, http, OK_HEAD, write, type Faults } from './fault';

/** What a query says of a gateway that it has left after so many milliseconds. */
const late = (deadlineMs: number): string =>
  `did not answer within ${deadlineMs / 1000} s, the Query Timeout in the query's settings`;

/** Faults that show when a query's time is over. */
export const slowFaults = (deadlineMs: number): Faults => {
  const says = late(deadlineMs);
  return {
    'no answer ever': { answer: () => undefined, says },
    'headers without an end': { answer: drip(OK_HEAD, 'x-a: b\r\n'), says },
    'headers alone': { answer: write(`${OK_HEAD}content-length: 9\r\n\r\n`), says },
    'a body without an end': { answer: drip(`${OK_HEAD}content-length: 999999\r\n\r\n{"a":"`, 'a'), says },
    'chunks without an end': { answer: drip(`${OK_HEAD}transfer-encoding: chunked\r\n\r\n`, '1\r\na\r\n'), says },
    'a content-length that is too large': { answer: write(http(200, { 'content-length': '99' }, '{}')), says },
    'gzip without an end': {
      answer: write(`${OK_HEAD}content-encoding: gzip\r\n\r\n\x1f`),
      says,
    },
    'interim answers alone': { answer: drip('', 'HTTP/1.1 102 Processing\r\n\r\n'), says },
    'an error without an end': {
      answer: write('HTTP/1.1 400 X\r\ncontent-length: 99\r\n\r\n{"a"'),
      says: 'answered with status 400',
    },
    'a server error without an end': {
      answer: write('HTTP/1.1 500 X\r\ncontent-length: 99\r\n\r\n{"a"'),
      says: 'answered with status 500',
    },
  };
};
