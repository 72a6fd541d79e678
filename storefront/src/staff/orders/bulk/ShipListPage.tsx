import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { formatCount } from '@/lib/text'
import { StaffPage } from '../../shell/StaffPage'
import { findByNumber } from '../api/order'
import { parseParcels } from './parcelList'
import { previewLine, type PreviewLine } from './preview'
import { ShipPreview } from './ShipPreview'

export function Component() {
  const id = useId()
  const [text, setText] = useState('')
  const [lines, setLines] = useState<PreviewLine[]>()
  const preview = useMutation({
    mutationFn: async () => {
      const checked: PreviewLine[] = []
      for (const parcel of parseParcels(text))
        checked.push(previewLine(parcel, await findByNumber(parcel.order), checked))
      return checked
    },
    onSuccess: setLines,
  })
  const count = parseParcels(text).length
  return (
    <StaffPage title="Ship from a list">
      {lines ? (
        <ShipPreview lines={lines} onBack={() => setLines(undefined)} />
      ) : (
        <>
          <label className="form-label" htmlFor={id}>
            A line for each parcel: order number, tracking number, carrier. Paste it from a spreadsheet.
          </label>
          <textarea
            id={id}
            className="form-control font-monospace"
            rows={12}
            spellCheck={false}
            placeholder={'RM4K7Q\tJD0002233445566\tRoyal Mail'}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {preview.error && (
            <p className="text-danger mt-2 mb-0" role="alert">
              {preview.error.message}
            </p>
          )}
          <p className="mt-3">
            <BusyButton
              type="button"
              busy={preview.isPending}
              disabled={!count}
              onClick={() => preview.mutate()}
            >
              {count ? `Check ${formatCount(count, 'parcel')}` : 'Check'}
            </BusyButton>
          </p>
        </>
      )}
    </StaffPage>
  )
}
