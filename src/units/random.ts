// Where does chance come from? Named streams of random numbers that depend on nothing but the seed and their name.

/**
 * A stream of random numbers: Philox-4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11), a counter-based generator: the n-th block is a keyed permutation of n, so streams share no state and any number of
 * workers may draw in any order. Every draw but a large {@link Stream.poisson} takes exactly one 32-bit word.
 */
export class Stream {
  readonly #name: Uint32Array;
  readonly #block = new Uint32Array(4);
  #counter = 0;
  #next = 4;

  /** @param name two words of key, then the two upper words of the counter; see {@link stream} */
  constructor(name: Uint32Array) {
    this.#name = name;
  }

  /** A uniform number in the open interval (0, 1): (word + 1/2) / 2^32. */
  uniform(): number {
    if (this.#next === 4) this.#advance();
    return (this.#block[this.#next++]! + 0.5) * 2.3283064365386963e-10;
  }

  /** A standard normal number, by inversion: one word in, monotone in it, so that common random numbers stay common. */
  normal(): number {
    return normalQuantile(this.uniform());
  }

  /** An exponential waiting time of the given rate (per unit of time), by inversion. */
  exponential(rate: number): number {
    return -Math.log(this.uniform()) / rate;
  }

  /** A Poisson count of the given mean: by inversion below 10, by Hörmann's transformed rejection above. */
  poisson(mean: number): number {
    return mean < 10 ? poissonByInversion(mean, this.uniform()) : poissonByRejection(mean, this);
  }

  /** A whole number from 0 to `count` - 1, each as likely; `count` is far below 2^32. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  #advance(): void {
    const block = this.#block;
    const counter = this.#counter++;
    block[0] = counter;
    block[1] = counter / 4294967296;
    block[2] = this.#name[2]!;
    block[3] = this.#name[3]!;
    philox(block, this.#name[0]!, this.#name[1]!);
    this.#next = 0;
  }
}

/**
 * The stream of this name under this seed: the same wherever and whenever it is made.
 * `stream(7, "weather", "abilene-tx")` and `stream(7, "weather", 1)` are independent, and so are 1 and "1".
 */
export function stream(seed: number, ...names: (string | number)[]): Stream {
  return new Stream(hash(JSON.stringify([seed, ...names])));
}

/**
 * One Philox-4x32-10 block, in place.
 * @param block four 32-bit words of counter in, four random words out
 */
export function philox(block: Uint32Array, key0: number, key1: number): void {
  let x0 = block[0]! | 0;
  let x1 = block[1]! | 0;
  let x2 = block[2]! | 0;
  let x3 = block[3]! | 0;
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < 10; round++) {
    // Upper halves of 32 x 32 bit products, from 16-bit parts; the lower halves are Math.imul.
    const a1 = x0 >>> 16;
    const a0 = x0 & 0xffff;
    const am = Math.imul(a1, 0x1f53) + (Math.imul(a0, 0x1f53) >>> 16);
    const an = Math.imul(a0, 0xd251) + (am & 0xffff);
    const aHigh = (Math.imul(a1, 0xd251) + (am >>> 16) + (an >>> 16)) | 0;
    const b1 = x2 >>> 16;
    const b0 = x2 & 0xffff;
    const bm = Math.imul(b1, 0x8d57) + (Math.imul(b0, 0x8d57) >>> 16);
    const bn = Math.imul(b0, 0xcd9e) + (bm & 0xffff);
    const bHigh = (Math.imul(b1, 0xcd9e) + (bm >>> 16) + (bn >>> 16)) | 0;
    const aLow = Math.imul(x0, 0xd2511f53);
    const bLow = Math.imul(x2, 0xcd9e8d57);
    x0 = bHigh ^ x1 ^ k0;
    x1 = bLow;
    x2 = aHigh ^ x3 ^ k1;
    x3 = aLow;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  block[0] = x0;
  block[1] = x1;
  block[2] = x2;
  block[3] = x3;
}

/** 128 bits of a text: Philox as a block cipher in the Davies-Meyer construction, four UTF-16 units a step. */
function hash(text: string): Uint32Array {
  const state = new Uint32Array(4);
  const before = new Uint32Array(4);
  state[0] = text.length;
  const unit = (at: number) => (at < text.length ? text.charCodeAt(at) : 0);
  for (let at = 0; at < text.length; at += 4) {
    before.set(state);
    philox(state, unit(at) | (unit(at + 1) << 16), unit(at + 2) | (unit(at + 3) << 16));
    for (let word = 0; word < 4; word++) state[word]! ^= before[word]!;
  }
  return state;
}

/** Standard normal quantile of a probability in (0, 1): Wichura, algorithm AS 241 (PPND16), 1988; about 1e-16 relative. */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) * r + 1971.5909503065513) * r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852546 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r + 5394.196021424751) * r + 687.1870074920579) * r +
        42.31333070160091) *
        r +
        1)
    );
  }
  let r = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038) * r +
        2.053191626637759) *
        r +
        1);
  } else {
    r -= 5;
    value =
      (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
        6.657904643501103) /
      (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r + 0.0007868691311456133) * r + 0.014875361290850615) * r + 0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
        1);
  }
  return q < 0 ? -value : value;
}

function poissonByInversion(mean: number, uniform: number): number {
  let count = 0;
  let term = Math.exp(-mean);
  let left = uniform;
  while (left > term && count < 100) {
    left -= term;
    count++;
    term *= mean / count;
  }
  return count;
}

/** Algorithm PTRS of Hörmann, "The transformed rejection method for generating Poisson random variables", 1993. */
function poissonByRejection(mean: number, source: Stream): number {
  const root = Math.sqrt(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = source.uniform() - 0.5;
    const v = source.uniform();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= count * logMean - mean - logFactorial(count)) return count;
  }
}

/** ln(n!): exact sums below 10, Stirling's series above (error below 1e-12). */
function logFactorial(n: number): number {
  if (n < 10) {
    let sum = 0;
    for (let factor = 2; factor <= n; factor++) sum += Math.log(factor);
    return sum;
  }
  const x = n + 1;
  const square = 1 / (x * x);
  return (x - 0.5) * Math.log(x) - x + 0.9189385332046728 + (1 / 12 - (1 / 360 - (1 / 1260 - square / 1680) * square) * square) / x;
}
