"""Authority records for tests: all names and places are invented."""

from __future__ import annotations

PLACE = """<eac-cpf xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink">
<control><recordId>LIEU_1</recordId><maintenanceStatus>new</maintenanceStatus>
<maintenanceAgency><agencyName>Archives de Valmont</agencyName></maintenanceAgency>
<maintenanceHistory><maintenanceEvent><eventType>created</eventType>
<eventDateTime>2026-01-01</eventDateTime><agentType>human</agentType><agent>J. Perrin</agent>
</maintenanceEvent></maintenanceHistory></control>
<cpfDescription><identity localType="place"><entityType>corporateBody</entityType>
<nameEntry><part>Valmont (Doubs, France)</part><authorizedForm>AFNOR</authorizedForm></nameEntry>
<nameEntry xml:lang="de"><part>Falmenberg</part><useDates><dateRange>
<fromDate standardDate="1871">1871</fromDate><toDate>1918</toDate></dateRange></useDates>
</nameEntry>
</identity><description><places><place><placeEntry latitude="47.25" longitude="6.05">Valmont
</placeEntry></place></places><biogHist><p>Ville d'eaux.</p><p>Chef-lieu.</p></biogHist>
</description><relations>
<resourceRelation resourceRelationType="creatorOf"><relationEntry>1 M 1</relationEntry>
</resourceRelation><resourceRelation><relationEntry>1 M 2</relationEntry></resourceRelation>
</relations></cpfDescription></eac-cpf>"""
