export const STEPS = ['address', 'delivery', 'payment', 'review'] as const
export type Step = (typeof STEPS)[number]

export const TITLES: Record<Step, string> = {
  address: 'Delivery address',
  delivery: 'Delivery',
  payment: 'Payment',
  review: 'Review your order',
}

export const isStep = (text: string | undefined): text is Step => STEPS.some((step) => step === text)

export const stepPath = (step: Step): string => `/checkout/${step}`
