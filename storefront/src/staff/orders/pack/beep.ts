/** A short low sound for a wrong book: who packs looks at the parcel, not at the screen. */
export function beep(): void {
  if (typeof AudioContext === 'undefined') return
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  tone.type = 'square'
  tone.frequency.value = 220
  tone.connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.25)
  tone.onended = () => void audio.close()
}
