/** A module of its own, so that the fall-back and what it takes to load CommonJS lie in a chunk that few ever fetch. */
export { default } from 'sockjs-client';
