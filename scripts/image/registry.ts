import {
  BatchGetImageCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';
import { Failure } from '../console/failure';
import { accessFailure } from '../deployment/access';
import { type Settings, Target } from '../settings/settings';
import { messageOf } from '../tools/errors';

/** How Docker gets into a registry. */
export interface Login {
  /** Host, and port where there is one. */
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

/** The images of a deployment, as Amazon ECR keeps them. */
export interface Registry {
  /** Returns the repository's name for Docker, without a tag. @throws Failure when AWS does not let us in */
  login(): Promise<Login & { readonly repository: string }>;
  /** Whether the repository is there. */
  exists(): Promise<boolean>;
  /** Finds the tags that exist. @throws Failure when there is no such repository */
  present(tags: readonly string[]): Promise<readonly string[]>;
}

/**
 * Makes the registry in ECR.
 * @param settings - say where it is: an emulator's is at its own address, whatever it answers
 */
export function ecrRegistry(ecr: ECRClient, settings: Pick<Settings, 'name' | 'target' | 'emulator'>): Registry {
  const repositoryName = settings.name.toLowerCase();
  return {
    login: async () => {
      const { authorizationData: [data] = [] } = await ecr
        .send(new GetAuthorizationTokenCommand({}))
        .catch((error: unknown) => refused(error));
      const [user = '', password = ''] = Buffer.from(data?.authorizationToken ?? '', 'base64')
        .toString()
        .split(':');
      const endpoint = settings.target === Target.aws ? (data?.proxyEndpoint ?? '') : settings.emulator.endpoint;
      const { host } = new URL(endpoint);
      return { host, user, password, repository: `${host}/${repositoryName}` };
    },
    exists: async () => {
      const found = await ecr
        .send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
        .catch((error: unknown) => (isMissing(error) ? undefined : refused(error)));
      return found !== undefined;
    },
    present: async (tags) => {
      const imageIds = tags.map((imageTag) => ({ imageTag }));
      const { images = [] } = await ecr
        .send(new BatchGetImageCommand({ repositoryName, imageIds }))
        .catch((error: unknown) => refused(error));
      const found = images.map(({ imageId }) => imageId?.imageTag);
      return tags.filter((tag) => found.includes(tag));
    },
  };

  function refused(error: unknown): never {
    const access = settings.target === Target.aws ? accessFailure(error) : undefined;
    if (access !== undefined) throw access;
    if (isMissing(error)) {
      throw new Failure(
        `There is no repository ${repositoryName} for the image yet: the first deployment makes it, with CONTAINER=on.`,
        { cause: error },
      );
    }
    throw new Failure(`The registry of the image does not let us in: ${messageOf(error)}.`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'RepositoryNotFoundException';
}
