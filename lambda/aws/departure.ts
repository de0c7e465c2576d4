import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Agents of a pool of connections. */
export interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** Agents, and when the first request over any of them has left. */
export interface Departure {
  readonly agents: Agents;
  /** Resolves when the first request is on its way: the process has nothing to do until the answer comes. */
  readonly left: Promise<void>;
}

const kept = { keepAlive: true, maxSockets: 50 } as const;

/** Makes agents as the SDK makes its own, which tell when their first request has left. */
export function departure(): Departure {
  let tell: () => void = () => {};
  const left = new Promise<void>((resolve) => {
    // What was written while the connection was made is sent by those who listened before.
    tell = () => setImmediate(resolve);
  });
  const httpAgent = new HttpAgent(kept);
  const httpsAgent = new HttpsAgent(kept);
  const watch = (agent: HttpAgent, event: 'connect' | 'secureConnect'): void => {
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (...request) => {
      agent.createConnection = create;
      const socket = create(...request);
      socket?.once(event, tell);
      return socket;
    };
  };
  watch(httpAgent, 'connect');
  watch(httpsAgent, 'secureConnect');
  return { agents: { httpAgent, httpsAgent }, left };
}
