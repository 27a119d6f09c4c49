import { Socket as DatagramSocket } from 'node:dgram';
import { isIP, type Socket as NetSocket, Socket } from 'node:net';

/**
 * Loaded before every test file: no test of this process reaches anything but this machine. A connection to another
 * address fails the test that tries it, before a packet has left. Processes that a test starts are led to the sandbox by
 * their settings.
 */
const connect = Socket.prototype.connect;
const guarded = function (this: NetSocket, ...args: unknown[]) {
  refuse(hostOf(args[0], args[1]));
  return Reflect.apply(connect, this, args);
};
Object.defineProperty(Socket.prototype, 'connect', { value: guarded, writable: true, configurable: true });

const send = DatagramSocket.prototype.send;
const guardedSend = function (this: DatagramSocket, ...args: unknown[]) {
  refuse(args.find((arg) => typeof arg === 'string' && isIP(arg) !== 0));
  return Reflect.apply(send, this, args);
};
Object.defineProperty(DatagramSocket.prototype, 'send', { value: guardedSend, writable: true, configurable: true });

/** The host of `connect(options)`, `connect(port, host)` or of the normalised arguments that Node passes on. */
function hostOf(first: unknown, second: unknown): unknown {
  if (Array.isArray(first)) return hostOf(first[0], first[1]);
  if (typeof first === 'object' && first !== null) return 'host' in first ? first.host : undefined;
  return second;
}

function refuse(host: unknown): void {
  if (typeof host !== 'string' || host === 'localhost' || isLoopback(host)) return;
  throw new Error(`A test tried to reach ${host}, which is not loopback`);
}

/** The unspecified address leads to this machine as well. */
function isLoopback(host: string): boolean {
  if (host === '0.0.0.0' || host === '::') return true;
  return /^127(?:\.\d{1,3}){3}$/.test(host) || /^(?:::1|::ffff:127\.[\d.]+)$/.test(host);
}
