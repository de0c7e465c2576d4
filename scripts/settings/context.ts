/** Context keys that have a variable of their own. */
const variables: Readonly<Record<string, string>> = {
  profile: 'PROFILE',
  instanceId: 'INSTANCE_ID',
  ec2Endpoint: 'EC2_ENDPOINT',
  compute: 'COMPUTE',
  dockerHost: 'DOCKER_HOST',
  dockerImages: 'DOCKER_IMAGES',
  container: 'CONTAINER',
};

/**
 * Reads `CONTEXT="key=value key=value"`. What keys and values may be is the CDK app's to say.
 * @param mistakes - gets what is wrong
 */
export function readContext(text: string, mistakes: string[]): Readonly<Record<string, string>> {
  const pairs = text.split(/\s+/).filter(Boolean);
  for (const pair of pairs) {
    const key = pair.split('=')[0] ?? '';
    const own = variables[key];
    if (!/^[A-Za-z0-9:@_/.-]+=/.test(pair)) mistakes.push(`CONTEXT has "${pair}", but must be a list of key=value`);
    else if (own !== undefined) mistakes.push(`CONTEXT has ${key}: set ${own} instead`);
  }
  return Object.fromEntries(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]));
}
