import type { Request, RequestHandler, Response } from 'express';

/** How long the rest of a body is read and dropped after an early answer, so that the client gets to read it. */
const LINGER_MS = 5_000;

/** Ends connections whose client goes on sending long after it was answered. */
export const endLingering: RequestHandler = (req, res, next) => {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.socket.destroy(), LINGER_MS);
    const stop = () => {
      clearTimeout(timer);
      // The connection may have many requests still to come.
      req.socket.off('close', stop);
    };
    req.once('end', stop);
    req.once('close', stop);
    req.socket.once('close', stop);
  });
  next();
};

/** Ends requests whose small body takes too long (a byte now and then would keep a socket for ever). */
export function limitBodyTime(bodyMs: number): RequestHandler {
  return (req, res, next) => {
    askForBody(req, res);
    const timer = setTimeout(() => req.socket.destroy(), bodyMs);
    const stop = () => clearTimeout(timer);
    req.once('end', stop);
    req.once('close', stop);
    next();
  };
}

/** A client that waits for our consent (RFC 9110 section 10.1.1) is given it only once nothing speaks against its request. */
export function askForBody(req: Request, res: Response): void {
  if (req.headers.expect?.toLowerCase() === '100-continue') res.writeContinue();
}
