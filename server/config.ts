import { Environment } from '../contract/environment';
import { readProxies, type Trust } from './client';
import type { Throttle } from './throttle';

/** What the server takes from its environment, beside the application's own configuration. */
export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly trust: Trust;
  /** Absent: every request is let through. */
  readonly throttle?: Throttle;
  /** Text of the callers file; absent: the file beside the program. */
  readonly callers?: string;
  /** The function of the same deployment: log lines and their metrics carry its name, as the function's do. */
  readonly functionName?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the server's configuration.
 * @throws Error naming every bad variable at once
 */
export function readServerConfig(env: Variables): ServerConfig {
  const mistakes: string[] = [];
  const number = (name: string, fallback: number, largest: number): number => {
    const text = env[name] || String(fallback);
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > largest) mistakes.push(`${name} is "${text}", not a number up to ${largest}`);
    return value;
  };
  const config: ServerConfig = {
    host: env.HOST || '127.0.0.1',
    port: number('PORT', 5000, 65_535),
    trust: {
      proxies: readProxies(env.TRUSTED_PROXIES ?? '', mistakes),
      requestIdHeader: (env.REQUEST_ID_HEADER || 'x-request-id').toLowerCase(),
    },
    ...(env[Environment.throttleRate] || env[Environment.throttleBurst]
      ? {
          throttle: {
            rate: number(Environment.throttleRate, 50, 10_000),
            burst: number(Environment.throttleBurst, 100, 10_000),
          },
        }
      : {}),
    ...(env.CALLERS ? { callers: env.CALLERS } : {}),
    ...(env.FUNCTION_NAME ? { functionName: env.FUNCTION_NAME } : {}),
  };
  if (mistakes.length > 0) throw new Error(`the server is misconfigured: ${mistakes.join('; ')}`);
  return config;
}

/** Reads the configuration of this process; the only place in the server that reads the environment. */
export function loadServerConfig(): ServerConfig {
  return readServerConfig(process.env);
}

/** Checks whether other machines can reach the server. */
export function isExposed(host: string): boolean {
  return !/^(localhost|127(\.\d+){3}|::1)$/i.test(host);
}

/** Makes the URL that a browser on this machine opens. */
export function urlOf({ host, port }: Pick<ServerConfig, 'host' | 'port'>): string {
  const everywhere = /^(0\.0\.0\.0|::)$/.test(host);
  const name = everywhere || !isExposed(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
