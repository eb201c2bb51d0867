declare module '@vercel/ncc' {
  /** Bundles a CommonJS entry with everything it requires. */
  export default function ncc(entry: string, options: { quiet: boolean }): Promise<{ code: string }>;
}
