import type { Ec2 } from '../instances/ec2';
import { changeAll, noProtection, rebooting, removing, starting, stopping } from './change';
import { type DockerContext, describe, find, findByAddress } from './read';

/**
 * Makes the port of instances over the Docker Engine.
 * @param changing - for changes, which leave time to look at what became of them
 */
export function dockerInstances(context: DockerContext, changing = context): Ec2 {
  return {
    describe: (ids) => describe(context, ids),
    find: (query) => find(context, query),
    findByAddress: (address) => findByAddress(context, address),
    start: (ids) => changeAll(changing, ids, starting),
    stop: (ids, options) => changeAll(changing, ids, stopping(options)),
    reboot: (ids) => changeAll(changing, ids, rebooting),
    terminate: (ids) => changeAll(changing, ids, removing),
    // A container is described with all of its labels, and is no Spot Instance.
    tags: async () => new Map(),
    persistentSpot: async () => new Set(),
    protection: async () => noProtection,
  };
}
