/** EC2's element names that are not just the member's name with a small first letter. */
const elements: Readonly<Record<string, string>> = {
  Reservations: 'reservationSet',
  Instances: 'instancesSet',
  StartingInstances: 'instancesSet',
  StoppingInstances: 'instancesSet',
  TerminatingInstances: 'instancesSet',
  State: 'instanceState',
  ImageState: 'imageState',
  Tags: 'tagSet',
  PublicIpAddress: 'ipAddress',
  NetworkInterfaces: 'networkInterfaceSet',
  PrivateIpAddresses: 'privateIpAddressesSet',
  SpotInstanceRequests: 'spotInstanceRequestSet',
  Images: 'imagesSet',
  InstanceTypes: 'instanceTypeSet',
  Subnets: 'subnetSet',
};

/** Answers that carry no data: EC2 says `true`. */
const returnOnly = '<return>true</return>';

/** An operation's answer in the form of the EC2 Query protocol. */
export function answerXml(operation: string, answer: object, requestId: string): string {
  const body = Object.keys(answer).length === 0 ? returnOnly : membersXml(answer);
  return `${declaration}<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${requestId}</requestId>${body}</${operation}Response>`;
}

/** An error in the form of the EC2 Query protocol. */
export function errorXml(code: string, message: string, requestId: string): string {
  return `${declaration}<Response><Errors><Error><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function membersXml(value: object): string {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => {
      const element = elements[name] ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return `<${element}>${valueXml(member)}</${element}>`;
    })
    .join('');
}

function valueXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<item>${valueXml(item)}</item>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return membersXml(value);
  return escaped(String(value));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
