// Sound as the microphone gives it: cleaning it takes more of two cores than sending it, many times over.
(() => {
  const media = navigator.mediaDevices;
  const open = media.getUserMedia.bind(media);
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  media.getUserMedia = (wish) => open(wish.audio ? { ...wish, audio: plain } : wish);
})();
