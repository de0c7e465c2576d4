import { Failure } from '../console/failure';
import { probe } from '../emulator/probe';
import { noLocalStack } from '../settings/docker';

/**
 * Sees to it that the emulator that answers runs functions where they reach the engine.
 * @throws Failure where it is LocalStack
 */
export async function requireReachableEngine(endpoint: string): Promise<void> {
  const found = await probe(endpoint);
  if (found.kind === 'emulator' && found.product === 'LocalStack') {
    throw new Failure(
      `LocalStack answers at ${endpoint}, and ${noLocalStack}, on another port: make COMPUTE=docker EMULATOR_PORT=4567`,
    );
  }
}
