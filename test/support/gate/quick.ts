import { DeployedApis } from '../../../scripts/gate/deployed';
import { limits } from '../../../scripts/gate/limits';
import { gate } from '../../../scripts/gate/server';

/** Runs the gate with tenths of a second where it has minutes: `quick.ts PORT TARGET`. It says `ready` when it listens. */
const [, , port = '0', target = ''] = process.argv;
const quick = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 50, silence: 600 };
gate(target, new DeployedApis(target, 'us-east-1'), { ...limits, ...quick }).listen(Number(port), '127.0.0.1', () =>
  console.log('ready'),
);
