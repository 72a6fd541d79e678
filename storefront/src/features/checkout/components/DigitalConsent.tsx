interface DigitalConsentProps {
  checked: boolean
  onChange: (checked: boolean) => void
  /** Whether the customer tried to order without agreeing. */
  isMissing: boolean
}

export const CONSENT_ID = 'digital-consent'

/**
 * The consent that e-books and audiobooks need: they are supplied before the time in which an order may be
 * cancelled has passed, so the customer has to ask for that and to give up that right. Never ticked in advance.
 */
export function DigitalConsent({ checked, onChange, isMissing }: DigitalConsentProps) {
  return (
    <div className="form-check mb-3">
      <input
        className={`form-check-input ${isMissing ? 'is-invalid' : ''}`}
        type="checkbox"
        id={CONSENT_ID}
        checked={checked}
        aria-required="true"
        aria-invalid={isMissing || undefined}
        aria-describedby={isMissing ? 'digital-consent-error' : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label className="form-check-label" htmlFor={CONSENT_ID}>
        I want my e-books and audiobooks immediately, and I understand that I lose my right to cancel them.
      </label>
      {isMissing && (
        <div className="invalid-feedback d-block" id="digital-consent-error">
          Tick this box to order e-books or audiobooks.
        </div>
      )}
    </div>
  )
}
