import { join } from 'node:path';
import { type CallerEntry, readCallers } from '../contract/callers';
import { Auth, callersFile, Profile } from '../contract/environment';
import { Front } from '../contract/fronts';
import { callersIn, compose } from '../lambda/compose';
import { type Config, loadConfig } from '../lambda/config';
import { createLog } from '../lambda/logging/log';
import { isExposed, loadServerConfig } from './config';
import { defaultLimits } from './limits';
import { listen } from './listen';
import { refusalLog } from './log';
import { createControlServer } from './server';
import { requireServable } from './start';
import { tokenBucket } from './throttle';

/** Serves the API by plain HTTP until SIGTERM. */
async function main(): Promise<void> {
  const { host, port, trust, throttle, callers, ...named } = loadServerConfig();
  const config: Config = { ...loadConfig(), ...named, front: Front.server };
  const entries = await callersOf(config, callers);
  requireServable(config, entries);
  const log = createLog(config.logLevel);
  const application = compose(config, {
    coldStarts: false,
    ...(entries === undefined ? {} : { loadCallers: async () => entries }),
  });
  const { server, drain } = createControlServer({
    app: application,
    profile: config.profile,
    corsOrigins: config.corsOrigins,
    trust,
    limits: defaultLimits,
    takeToken: throttle === undefined ? () => true : tokenBucket(throttle, () => performance.now()),
    ...refusalLog(log),
  });

  const end = (signal: string): void => {
    log.always('ending', { signal });
    void drain().then((inTime) => {
      log.always('ended', { cut_off: !inTime });
      process.exit(0);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(signal));
  await listen(server, host, port);
  // To `make serve`, which has started this process.
  process.send?.('listening', () => process.disconnect?.());
  const { profile, auth, version } = config;
  log.always('listening', { host, port, profile, auth, version });
  if (profile === Profile.lab && isExposed(host)) log.warn('exposed', { host, detail: exposed });
}

const exposed =
  'The profile is lab, so everyone who reaches this address may start, stop and delete instances. In a container, publish the port ' +
  'on 127.0.0.1; elsewhere unset HOST, or deploy with PROFILE=production.';

/** Reads the callers, where they must identify themselves. */
async function callersOf({ auth }: Config, text: string | undefined): Promise<readonly CallerEntry[] | undefined> {
  if (auth === Auth.none) return undefined;
  return text === undefined ? callersIn(join(__dirname, callersFile)) : readCallers(text, 'CALLERS');
}

main().catch((error: unknown) => {
  // No stack trace: what is wrong is outside of the code.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
