export const STEPS = ['address', 'delivery', 'payment', 'review'] as const
export type Step = (typeof STEPS)[number]

export const TITLES: Record<Step, string> = {
  address: 'Where may we send it?',
  delivery: 'Delivery',
  payment: 'Payment',
  review: 'One last look',
}

export const isStep = (text: string | undefined): text is Step => STEPS.some((step) => step === text)

export const stepPath = (step: Step): string => `/checkout/${step}`
