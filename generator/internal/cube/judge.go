package cube

// judge checks what the fields of one row say together.
func (d *decoder) judge(r *row) {
	d.judgePlace(r)
	d.judgeHousehold(r)
}

// judgePlace checks where and when a row is, and by which standard.
func (d *decoder) judgePlace(r *row) {
	l, u := d.lists, d.lists.unit[r.unit]
	at := func(f field) int { return int(r.at[f]) }
	day := lastDays[r.year-firstYear]
	switch {
	case l.level[r.unit] != levelCommune:
		d.fail(at(fieldUnit), fieldUnit, ruleUnitLevel)
	case u.Code != string(d.code):
		d.fail(at(fieldCode), fieldCode, ruleUnitCode)
	case !l.life(r.unit).has(day):
		d.fail(at(fieldUnit), fieldUnit, ruleUnitYear)
	case d.scope.communes[r.year] == nil:
		d.fail(at(fieldYear), fieldYear, ruleYearScope)
	case !d.scope.communes[r.year][r.unit]:
		d.fail(at(fieldUnit), fieldUnit, ruleUnitScope)
	}
	if !l.terms[r.standard].has(day) {
		d.fail(at(fieldStandard), fieldStandard, ruleStandard)
	}
}

// judgeHousehold checks what a row says of the household and of who helps it.
func (d *decoder) judgeHousehold(r *row) {
	if r.fellBack && (r.start == classPoor || r.end != classPoor) {
		d.fail(int(r.at[fieldFellBack]), fieldFellBack, ruleFellBackWhen)
	}
	d.judgeHelper(r)
}

// judgeHelper keeps what is invented away from offices that exist, and what is
// real away from bodies that are invented.
func (d *decoder) judgeHelper(r *row) {
	switch {
	case r.body >= 0 && r.commitment >= 0:
		d.fail(int(r.at[fieldBody]), fieldBody, ruleHelper)
	case r.commitment >= 0 && d.scope.synthetic:
		d.fail(int(r.at[fieldCommitment]), fieldCommitment, ruleRealCommitment)
	case r.commitment >= 0:
		r.body = d.lists.helper[r.commitment]
	case r.body >= 0 && d.scope.synthetic && r.body < d.lists.realBodies:
		d.fail(int(r.at[fieldBody]), fieldBody, ruleRealBody)
	case r.body >= d.lists.realBodies && !d.scope.synthetic:
		d.fail(int(r.at[fieldBody]), fieldBody, ruleSyntheticBody)
	}
}

// lastDays has lastDay of every year a row can have.
var lastDays = func() (days [lastYear - firstYear + 1]string) {
	for i := range days {
		days[i] = lastDay(int32(firstYear + i))
	}
	return days
}()
