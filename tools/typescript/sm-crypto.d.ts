// What is used of npm sm-crypto, which has no types of its own.
declare module 'sm-crypto' {
  type Options = { der?: boolean; hash?: boolean; publicKey?: string; userId?: string };
  const smCrypto: {
    sm2: {
      doSignature(message: number[], privateKey: string, options: Options): string;
      doVerifySignature(message: number[], signature: string, publicKey: string, options: Options): boolean;
    };
    sm3(message: number[]): string;
  };
  export default smCrypto;
}
