import * as fc from 'fast-check';

const code = fc.constantFrom(
  ...['<Code>InvalidInstanceID.NotFound</Code>', '<Code>Throttling</Code>', '<Code/>', '<Code> A </Code>', ''],
  ...['<code>lower</code>', '<Code><![CDATA[A&B]]></Code>'],
);
const message = fc.constantFrom(
  ...['<Message>There is no &lt;i-1&gt; &amp; more</Message>', '<message>lower</message>', '<Message/>', ''],
  ...['<Message>\n</Message>', '<Message xml:lang="en">x</Message>', '<Message>a<!-- b -->c</Message>'],
);
const error = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(code, message).map((parts) => `<Error>${parts.join('\n')}</Error>`) },
  { weight: 1, arbitrary: fc.constantFrom('<Error Code="A"/>', '<Error><x/></Error>') },
);
const errors = fc.oneof(
  { weight: 9, arbitrary: error.map((one) => `<Errors>${one}</Errors>`) },
  { weight: 2, arbitrary: fc.tuple(error, error).map((two) => `<Errors>${two.join('')}</Errors>`) },
  { weight: 2, arbitrary: fc.tuple(error, error).map(([a, b]) => `<Errors>${a}</Errors><Errors>${b}</Errors>`) },
  { weight: 3, arbitrary: error },
  { weight: 1, arbitrary: fc.constantFrom('<Errors/>', '<Errors>text</Errors>', '') },
);
const before = fc.constantFrom('', '\n', '<Message>beside</Message>', '<message>m</message>');
const after = fc.constantFrom('', '\n', '<RequestID>7a62c49f</RequestID>');

/** A document with which EC2 reports an error, in all forms that it might have, and what stands in its place when it is down. */
export const errorDocument = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(before, errors, after).map((parts) => `<Response>${parts.join('')}</Response>`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['', '<html><body><h1>502 Bad Gateway</h1></body></html>', '<html><br></html>', 'upstream timed out'],
      ...[
        '<Response>',
        '<Response><Errors><Error><Code>A</Code>',
        '{"message":"Forbidden"}',
        '<Response/>',
        '<a>text</a>',
      ],
    ),
  },
);
