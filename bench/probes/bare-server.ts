import { createServer } from 'node:http';

/** The least that Node.js can do: a fixed answer, of the bytes and headers of `GET /tocos/Sam`. Argument: the port. */
const body = '{"user":"Sam","tocos":200}';

createServer((_, response) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'x-request-id': '00000000-0000-4000-8000-000000000000',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-length': body.length,
  });
  response.end(body);
}).listen(Number(process.argv[2]), '127.0.0.1');
