import type { Ec2 } from '../instances/ec2';
import { changeAll, noProtection, rebooting, removing, starting, stopping } from './change';
import { type DockerContext, describe, find, findByAddress } from './read';

/** The port of instances over the Docker Engine. */
export function dockerInstances(context: DockerContext): Ec2 {
  return {
    describe: (ids) => describe(context, ids),
    find: (query) => find(context, query),
    findByAddress: (address) => findByAddress(context, address),
    start: (ids) => changeAll(context, ids, starting),
    stop: (ids, options) => changeAll(context, ids, stopping(options)),
    reboot: (ids) => changeAll(context, ids, rebooting),
    terminate: (ids) => changeAll(context, ids, removing),
    protection: async () => noProtection,
  };
}
