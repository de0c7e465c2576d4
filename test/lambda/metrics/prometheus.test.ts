import fc from 'fast-check';
import { exposition } from '../../../lambda/metrics/prometheus';
import { readExposition } from '../../support/metrics/exposition';

test('a metric is written with its help, its type and its samples', () => {
  const text = exposition([
    {
      name: 'ec2_instances',
      type: 'gauge',
      help: 'Instances by state.',
      samples: [
        { labels: { state: 'running' }, value: 2 },
        { labels: { state: 'stopped' }, value: 0 },
      ],
    },
    { name: 'starts_total', type: 'counter', help: 'Starts.', samples: [{ labels: {}, value: 7 }] },
  ]);

  expect(text).toBe(
    [
      '# HELP ec2_instances Instances by state.',
      '# TYPE ec2_instances gauge',
      'ec2_instances{state="running"} 2',
      'ec2_instances{state="stopped"} 0',
      '# HELP starts_total Starts.',
      '# TYPE starts_total counter',
      'starts_total 7',
      '',
    ].join('\n'),
  );
});

test('label values come back as they were, whatever is in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = exposition([{ name: 'x', type: 'gauge', help: value, samples: [{ labels: { value }, value: 1 }] }]);

      expect(readExposition(text).samples).toEqual([{ name: 'x', labels: { value }, value: 1 }]);
    }),
  );
});

test('numbers come back as they were', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true }), (value) => {
      const text = exposition([{ name: 'x', type: 'gauge', help: 'x', samples: [{ labels: {}, value }] }]);

      expect(readExposition(text).value('x')).toBe(value);
    }),
  );
});
