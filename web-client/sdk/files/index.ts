export { Files, type FilesEvents, type FilesOptions } from './files.ts';
export type { IncomingFile } from './incoming-file.ts';
export type { OutgoingFile } from './outgoing-file.ts';
export { BlobSink, type FileSink } from './sink.ts';
export type { Progress, Transfer, TransferEvents } from './transfer.ts';
