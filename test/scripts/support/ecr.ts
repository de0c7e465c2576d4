import { type Served, serve } from './server';

/** As much of Amazon ECR as pushing asks for. */
export interface FakeEcr extends Served {
  /** The tags in the repository; undefined: there is no repository. */
  tags: string[] | undefined;
  /** What was asked, without the service's name. */
  readonly asked: string[];
}

const type = { 'content-type': 'application/x-amz-json-1.1' };

export async function serveEcr(tags?: readonly string[]): Promise<FakeEcr> {
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      here.asked.push(action);
      if (action === 'GetAuthorizationToken') {
        const authorizationToken = Buffer.from('AWS:secret').toString('base64');
        const proxyEndpoint = 'https://123456789012.dkr.ecr.eu-west-1.amazonaws.com';
        response
          .writeHead(200, type)
          .end(JSON.stringify({ authorizationData: [{ authorizationToken, proxyEndpoint }] }));
      } else if (here.tags !== undefined && action === 'DescribeRepositories') {
        response.writeHead(200, type).end('{"repositories":[{}]}');
      } else if (here.tags === undefined) {
        response
          .writeHead(400, type)
          .end(JSON.stringify({ __type: 'RepositoryNotFoundException', message: 'no such' }));
      } else {
        const { imageIds } = JSON.parse(body) as { imageIds: readonly { imageTag: string }[] };
        const images = imageIds.filter(({ imageTag }) => here.tags?.includes(imageTag)).map((imageId) => ({ imageId }));
        response.writeHead(200, type).end(JSON.stringify({ images, failures: [] }));
      }
    });
  });
  const here: FakeEcr = { ...server, tags: tags === undefined ? undefined : [...tags], asked: [] };
  return here;
}
