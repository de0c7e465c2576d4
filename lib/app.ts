import { join, resolve } from 'node:path';
import { Annotations, type App } from 'aws-cdk-lib';
import { defined } from '../contract/defined';
import { Profile } from '../contract/environment';
import { version } from '../package.json';
import { loadCallers } from './callers-file';
import { type ControlConfig, readControlConfig } from './config';
import { ControlStack } from './control-stack';
import { functionCode } from './function-code';
import { checkWithNag } from './nag';

/** Fills the app with what its context asks for, and tells the deployer in one paragraph when it cannot. */
export async function controlApp(app: App): Promise<void> {
  try {
    const config = readAppConfig(app);
    controlStack(app, config);
    if (config.nag) await checkWithNag(app);
  } catch (error) {
    // No stack trace: what is wrong is outside of the code.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * Reads the configuration from the app's context.
 * @throws Error naming every bad value at once
 */
export function readAppConfig(app: App): ControlConfig {
  const keys = Object.keys(app.node.getAllContext());
  return readControlConfig({ get: (key) => app.node.tryGetContext(key), keys });
}

/**
 * Makes the stack.
 * @param bundle - folder of the built function
 * @throws Error naming what is wrong with the callers file or the build
 */
export function controlStack(
  app: App,
  config: ControlConfig,
  bundle = resolve(__dirname, '../dist/function'),
): ControlStack {
  const callers = loadCallers(config);
  const code = functionCode({
    bundle,
    stage: join(app.outdir, 'function'),
    ...defined({ callers: callers?.text }),
  });
  const stack = new ControlStack(app, config.name, { config, code, version });
  if (config.apiId !== undefined && config.profile === Profile.production) {
    Annotations.of(stack).addWarningV2('ec2-control:apiId', 'apiId is for emulators: AWS chooses the id itself');
  }
  if (callers?.warning !== undefined) Annotations.of(stack).addWarningV2('ec2-control:callers', callers.warning);
  return stack;
}
