// A picture that two cores can encode many times over, whatever the SDK asks the camera for.
(() => {
  const media = navigator.mediaDevices;
  const open = media.getUserMedia.bind(media);
  const small = ({ deviceId }) => ({ ...(deviceId && { deviceId }), width: 160, height: 120, frameRate: 10 });
  media.getUserMedia = (wish) => open(wish.video ? { ...wish, video: small(wish.video) } : wish);
  MediaStreamTrack.prototype.applyConstraints = async () => {};
})();
