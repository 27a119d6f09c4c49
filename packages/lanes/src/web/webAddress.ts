import { lookup } from 'node:dns/promises';
import { isOwnAddress, isPublicAddress } from '@mailsift/smtp';

/** An address of a web host that may be connected to. */
export interface WebAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** A web host that has no address, or none on the open Internet. Its message is for whoever named the host. */
export class WebAddressError extends Error {
  override readonly name = 'WebAddressError';
}

/**
 * Looks a web host up, as the system does (a file of hosts included), for a connection to the very address that is given
 * back: a second look-up could find another one.
 *
 * @param allowPrivate Addresses of private networks and of this machine too.
 * @throws WebAddressError
 */
export async function webAddress(hostname: string, allowPrivate: boolean): Promise<WebAddress> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const found = await lookup(bare, { all: true }).catch((cause: unknown) => {
    throw new WebAddressError('the host has no address', { cause });
  });
  const allowed = found.find(({ address }) => allowPrivate || (isPublicAddress(address) && !isOwnAddress(address)));
  if (allowed === undefined) throw new WebAddressError('the host has no address on the open Internet');
  return { address: allowed.address, family: allowed.family === 6 ? 6 : 4 };
}
