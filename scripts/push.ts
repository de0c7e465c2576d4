import { type Architecture, imageTag, platforms as platformNames } from '../container/image-tag';
import { Failure } from './console/failure';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { createClients } from './deployment/clients';
import { platformsOf } from './image/build';
import { pushImage } from './image/push';
import { ecrRegistry } from './image/registry';
import { loadSettings } from './settings/load';
import { openLog } from './tools/log-file';

/**
 * Pushes the image to the deployment's registry, for PLATFORMS (linux/arm64), under the tags by which a deployment of these sources
 * finds it, and those that IMAGE_TAGS names.
 */
program(async () => {
  const { settings, variables } = loadSettings();
  const given = platformsOf(variables);
  const platforms = given.length === 0 ? [platformNames.arm64] : given;
  const own = platforms.map((platform) => imageTag(architectureOf(platform)));
  const more = (variables.IMAGE_TAGS ?? '').split(/[\s,]+/).filter(Boolean);
  const wrong = more.find((tag) => !/^\w[\w.-]{0,127}$/.test(tag));
  if (wrong !== undefined) throw new Failure(`IMAGE_TAGS has "${wrong}", which is no tag of an image.`);
  const registry = ecrRegistry(createClients(settings).ecr(), settings);
  const steps = createSteps();
  await pushImage({ registry, tags: [...own, ...more], platforms, steps, variables, log: openLog('push') });
});

function architectureOf(platform: string): Architecture {
  const found = (Object.keys(platformNames) as Architecture[]).find((name) => platformNames[name] === platform);
  if (found === undefined) {
    throw new Failure(`PLATFORMS has "${platform}", but must be of ${Object.values(platformNames).join(', ')}.`);
  }
  return found;
}
