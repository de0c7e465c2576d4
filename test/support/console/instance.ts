import type { Instance } from '../../../console/api/answers';

let count = 0;

/** An instance as the API answers it. */
export function anInstance(parts: Partial<Instance> = {}): Instance {
  count += 1;
  return {
    instance_id: `i-${String(count).padStart(17, '0')}`,
    name: null,
    state: 'running',
    ip: null,
    private_ip: null,
    instance_type: 't3.micro',
    availability_zone: 'us-east-1a',
    launch_time: '2026-01-01T00:00:00Z',
    tags: {},
    spot: false,
    manageable: true,
    ...parts,
  };
}
