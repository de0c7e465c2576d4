import type { InstanceState } from '../../contract/states';
import type { Instance } from '../../lambda/domain/instance';

/** The id of the n-th instance of a test. */
export function instanceId(n: number): string {
  return `i-${n.toString(16).padStart(17, '0')}`;
}

/** An instance as the adapter describes it; what a test does not name is plain. */
export function anInstance(overrides: Partial<Instance> = {}): Instance {
  return {
    instanceId: instanceId(1),
    name: null,
    state: 'running' satisfies InstanceState,
    ip: '203.0.113.7',
    privateIp: '10.0.0.7',
    instanceType: 't2.micro',
    availabilityZone: 'us-east-1a',
    launchTime: '2026-01-01T00:00:00.000Z',
    tags: {},
    spot: false,
    hibernation: false,
    ...overrides,
  };
}
