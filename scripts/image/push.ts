import { Failure } from '../console/failure';
import type { Steps } from '../console/steps';
import { buildArguments } from './build';
import { type DockerOptions, docker } from './docker';
import type { Registry } from './registry';

export interface PushOptions extends DockerOptions {
  readonly registry: Registry;
  /** Under which the image is to be found. */
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
  readonly steps: Steps;
}

/**
 * Builds the image and pushes it under the tags that are not there yet: a tag means one image for ever, and one that is there is not
 * built again.
 * @returns the tags that were pushed
 * @throws Failure saying what is wrong with Docker or the registry
 */
export async function pushImage(options: PushOptions): Promise<readonly string[]> {
  const { registry, tags, platforms, steps } = options;
  const there = await registry.present(tags);
  const missing = tags.filter((tag) => !there.includes(tag));
  if (missing.length === 0) {
    await steps.run(
      'Find the image',
      async () => undefined,
      () => `${tags.join(', ')}, there already`,
    );
    return [];
  }
  const { host, user, password, repository } = await registry.login();
  const images = missing.map((tag) => `${repository}:${tag}`);
  const logIn = () =>
    docker(['login', '--username', user, '--password-stdin', host], 'log in to the registry', options, {
      input: password,
    });
  if (platforms.length > 1) {
    // An image for several platforms is pushed where it is built.
    await steps.run('Log in to the registry', logIn, () => host);
    const args = await buildArguments({ images, platforms, push: true });
    await steps.run(
      `Build and push for ${platforms.join(', ')}`,
      () => docker(args, 'build and push the image', options),
      () => missing.join(', '),
    );
    return missing;
  }
  const args = await buildArguments({ images, platforms });
  await steps.run(`Build the image for ${platforms.join()}`, () => docker(args, 'build the image', options));
  await steps.run('Log in to the registry', logIn, () => host);
  await steps.run(
    'Push the image',
    async () => {
      for (const image of images) await docker(['push', image], 'push the image', options);
    },
    () => missing.join(', '),
  );
  return missing;
}

/**
 * Sees that an image that somebody has named is there: what it would be built of now need not be what it was then.
 * @throws Failure when it is not
 */
export async function requireImage({
  registry,
  tags,
  steps,
}: Pick<PushOptions, 'registry' | 'tags' | 'steps'>): Promise<void> {
  const found = await steps.run(
    'Find the image',
    () => registry.present(tags),
    (there) => there.join(', ') || 'not there',
    (there) => there.length === tags.length,
  );
  if (found.length === tags.length) return;
  throw new Failure(
    `CONTEXT has imageTag=${tags.join()}, and the registry has no image with that tag. Leave it out, and the image is built of what is here; ` +
      `or push what is here under that name: make push IMAGE_TAGS=${tags.join()}`,
  );
}
