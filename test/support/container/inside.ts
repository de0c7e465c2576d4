import type { Engine } from '../engine/engine';
import { nodeProgram } from '../engine/stand-in';

/** Asks as a program on the engine's machine does, where ports are published; an object is sent as JSON. */
export type AskInside = (method: string, url: string, body?: object) => Promise<Answered>;

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** Of a body that is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

const program = `const [, method, url, body] = process.argv;
fetch(url, { method, ...(body ? { body, headers: { 'content-type': 'application/json' } } : {}) })
  .then(async (answer) => console.log(JSON.stringify([answer.status, await answer.text()])),
        (error) => console.log(JSON.stringify([0, String(error.cause ?? error)])));`;

export function askInside(engine: Engine): AskInside {
  return async (method, url, body) => {
    const args = ['-e', program, method, url, ...(body === undefined ? [] : [JSON.stringify(body)])];
    const [status, text]: [number, string] = JSON.parse(await engine.run(nodeProgram, args));
    return { status, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
  };
}
