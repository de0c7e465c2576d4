import { bill } from '../../../scripts/build/materials';

test('the packages of a bundle are listed once each, with version and license, and nothing of our own', () => {
  const inputs = [
    'lambda/index.ts',
    'node_modules/zod/mini/index.js',
    'node_modules/zod/v4/core.js',
    'node_modules/@aws-sdk/client-ec2/dist-es/index.js',
  ];

  const { components, metadata } = bill(inputs, '1.2.3');

  expect(metadata.component).toMatchObject({ name: 'ec2-control', version: '1.2.3' });
  expect(components.map(({ name }) => name)).toEqual(['@aws-sdk/client-ec2', 'zod']);
  expect(components[0]).toMatchObject({
    purl: expect.stringMatching(/^pkg:npm\/%40aws-sdk\/client-ec2@\d/),
    licenses: [{ license: { id: 'Apache-2.0' } }],
  });
});
