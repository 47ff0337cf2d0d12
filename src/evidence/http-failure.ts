/** That no HTTP answer came back, as data. */

/** No HTTP answer came back. `detail` is one line, e.g. `ECONNREFUSED 127.0.0.1:5000`. */
export class HttpFailure extends Error {
  constructor(
    readonly detail: string,
    /** A second try can't help: a certificate that is not trusted, a malformed address. */
    readonly permanent: boolean,
  ) {
    super(detail);
    this.name = 'HttpFailure';
  }
}
