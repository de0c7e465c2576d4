import { join, resolve } from 'node:path';
import { Annotations, type App } from 'aws-cdk-lib';
import { version } from '../package.json';
import { loadCallers } from './callers-file';
import { readControlConfig } from './config';
import { ControlStack } from './control-stack';
import { functionCode } from './function-code';

/**
 * Makes the stack that the app's context describes.
 * @param bundle - folder of the built function
 * @throws Error naming what is wrong with the context, the callers file or the build
 */
export function controlStack(app: App, bundle = resolve(__dirname, '../dist/function')): ControlStack {
  const config = readControlConfig({
    get: (key) => app.node.tryGetContext(key),
    keys: Object.keys(app.node.getAllContext()),
  });
  const callers = loadCallers(config);
  const code = functionCode({
    bundle,
    stage: join(app.outdir, 'function'),
    ...(callers === undefined ? {} : { callers: callers.text }),
  });
  const stack = new ControlStack(app, config.name, { config, code, version });
  if (callers?.warning !== undefined) Annotations.of(stack).addWarningV2('ec2-control:callers', callers.warning);
  return stack;
}
