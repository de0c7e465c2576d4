import { Aws } from 'aws-cdk-lib';
import { defined } from '../contract/defined';
import type { ControlConfig } from './config';
import { functionEnvironment, type Surroundings } from './function-environment';

export interface ContainerSurroundings extends Surroundings {
  readonly port: number;
  /** The network of the load balancer. */
  readonly proxies: string;
  /** Text of the callers file. @default - nobody is asked who they are */
  readonly callers?: string;
}

/**
 * Makes the task's environment: the function's, and what only a server needs. It holds no secret: of keys it has the
 * hashes.
 */
export function containerEnvironment(
  config: ControlConfig,
  { port, proxies, callers, ...around }: ContainerSurroundings,
): Readonly<Record<string, string>> {
  return {
    ...functionEnvironment(config, around),
    AWS_REGION: Aws.REGION,
    FUNCTION_NAME: config.name,
    PORT: String(port),
    TRUSTED_PROXIES: proxies,
    REQUEST_ID_HEADER: 'x-amzn-trace-id',
    ...defined({ CALLERS: callers }),
    // An emulator gives credentials at an address that the SDK refuses, as it is none of ECS's.
    ...(config.container?.emulator === undefined ? {} : emulatorAccount),
  };
}

const emulatorAccount = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
