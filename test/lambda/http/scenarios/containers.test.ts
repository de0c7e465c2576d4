import { Compute } from '../../../../contract/docker';
import { openApiDocument } from '../../../../contract/openapi';
import { Operation } from '../../../../contract/operations';
import { isEc2Only, parameterNames } from '../../../../contract/parameters';
import { readParameters } from '../../../../lambda/http/parameters';

const read = (operation: Operation, given: object) =>
  readParameters(
    Object.entries(given).map(([spelling, value]) => ({ place: 'body', spelling, value }) as const),
    [operation],
    Compute.docker,
  );

test('what only EC2 has is refused all at once, and no secret is shown', () => {
  const { findings, parameters } = read(Operation.create, {
    username: 'joe',
    password: 'secret-of-joe',
    key_name: 'k',
  });

  expect(findings.map(({ code, parameter }) => [code, parameter])).toEqual([
    ['not_supported_by_docker', 'username'],
    ['not_supported_by_docker', 'password'],
    ['not_supported_by_docker', 'key_name'],
  ]);
  expect(JSON.stringify(findings)).not.toContain('secret-of-joe');
  expect(parameters).toEqual({});
});

test('an image has the name of an image, the type is container, and a region may be any', () => {
  const right = { image_id: 'registry.example:5000/a/b:1', instance_type: 'container', region: 'mars' };

  expect(read(Operation.create, right).findings).toEqual([]);
  expect(read(Operation.create, { image_id: 'x y', instance_type: 't2.micro', region: '' }).findings).toHaveLength(3);
});

test('the document of such a deployment has nothing of it', () => {
  const options = {
    profile: 'lab',
    auth: 'none',
    version: '1',
    compute: Compute.docker,
    images: ['a:1', 'b:2'],
  } as const;
  const { paths, components } = openApiDocument(options) as unknown as {
    readonly paths: object;
    readonly components: { readonly schemas: object; readonly parameters: object };
  };
  const bodies = Object.entries(components.schemas).filter(([name]) => /Request\d*$/.test(name));
  const text = JSON.stringify([paths, components.parameters, bodies]);

  expect(bodies.length).toBeGreaterThan(5);
  for (const name of parameterNames.filter(isEc2Only)) expect(text).not.toContain(`"${name}"`);
  expect(text).toContain('"enum":["a:1","b:2"]');
});
