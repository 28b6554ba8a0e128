/** Sends a request to an address and gives the body of its answer. Rejects with a `ParleyError`. */
export type Request = <T>(address: string, body: unknown) => Promise<T>;
