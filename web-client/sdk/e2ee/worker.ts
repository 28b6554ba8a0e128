import { serve } from './frame-worker.ts';

serve(globalThis as unknown as Parameters<typeof serve>[0]);
