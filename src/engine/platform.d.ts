/** The few members of the platform that engine and explain use: so that they compile, and run, without a browser's library. */

type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;

interface CryptoKey {
  readonly type: string;
}

declare const crypto: {
  readonly subtle: {
    digest(algorithm: 'SHA-1' | 'SHA-256', data: BufferSource): Promise<ArrayBuffer>;
    importKey(
      format: 'jwk',
      key: { readonly kty: string },
      algorithm: { name: string; hash?: string },
      extractable: boolean,
      usages: readonly 'verify'[],
    ): Promise<CryptoKey>;
    verify(algorithm: { name: string }, key: CryptoKey, signature: BufferSource, data: BufferSource): Promise<boolean>;
  };
};

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: BufferSource): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class URL {
  static canParse(url: string): boolean;
  constructor(url: string);
  readonly hostname: string;
}

declare function atob(text: string): string;
declare function btoa(octets: string): string;
