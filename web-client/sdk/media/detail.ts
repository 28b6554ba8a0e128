/** Every peer costs an encoding and an upload of its own, so the picture shrinks as the room fills. */
export function detailFor(peers: number): MediaTrackConstraints {
  const [width, frameRate] = peers <= 1 ? [1280, 30] : peers <= 3 ? [640, 24] : peers === 4 ? [480, 20] : [320, 15];
  return { width: { ideal: width }, height: { ideal: (width * 9) / 16 }, frameRate: { ideal: frameRate } };
}
