/** Bundles the page of the tests as an application that depends on the SDK would. */
export default {
  root: import.meta.dirname,
  base: './',
  // sockjs-client was written for bundlers that supply Node's `global` and `process`
  define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: '../../../target/sdk-page', emptyOutDir: true, minify: false },
};
