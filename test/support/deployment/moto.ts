import { type PythonServer, startPythonServer } from './python-server';

/** Another EC2 than the emulator's, with pages, filters and protections of its own. */
export type Moto = PythonServer;

/** Starts moto's server on a free port. */
export function startMoto(): Promise<Moto> {
  return startPythonServer('moto_server', (port) => ['-H', '127.0.0.1', '-p', String(port)], '/moto-api/data.json');
}
