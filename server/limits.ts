/** What one client, or all of them together, can take of the server. Times are milliseconds. */
export interface Limits {
  /** Bytes of a body; API contract, section 1. */
  readonly body: number;
  /** Bytes of a request's line and headers together. */
  readonly headers: number;
  /** From the opening of a connection, or the first byte of a further request, to the end of the headers. */
  readonly headersTime: number;
  /** From there to the end of the body. */
  readonly requestTime: number;
  /** How often these two are checked. */
  readonly checkInterval: number;
  /** An open connection without a request. Behind a load balancer it must be longer than the balancer's own. */
  readonly keepAlive: number;
  /** For the client to take an answer once it has been written. */
  readonly answerTime: number;
  /** Open connections; a further one is closed at once, and with it those that are idle. */
  readonly connections: number;
  /** Requests that a client sends on one connection without waiting for their answers; with one more it is closed. */
  readonly pipelined: number;
  /** From the arrival of a request to its answer, whatever it waits for. */
  readonly answer: number;
  /** From SIGTERM to the answers of what still runs; a wait ends with its job. */
  readonly lastAnswers: number;
  /** From SIGTERM to the end of what is still under way. */
  readonly shutdown: number;
}

/** The load balancer of a deployment closes a connection after 310 s, which is longer than the longest wait. */
export const defaultLimits: Limits = {
  body: 128 * 1024,
  headers: 16 * 1024,
  headersTime: 10_000,
  requestTime: 20_000,
  checkInterval: 1_000,
  keepAlive: 320_000,
  answerTime: 30_000,
  connections: 512,
  pipelined: 32,
  answer: 304_000,
  lastAnswers: 8_000,
  shutdown: 25_000,
};
