package portal

import (
	"cmp"
	"maps"
	"slices"

	"minhbach/generator/internal/record"
)

// TreeNode is a step on the way from a resolution down to an office's commitment.
// Above the document of the page a step may have several documents, which are
// carried out together; below it each has one.
type TreeNode struct {
	Items    []TreeItem `json:"items"`
	Children []TreeNode `json:"children,omitempty"`
}

// TreeItem is a document or a commitment in the tree.
type TreeItem struct {
	Link          // Current marks the page itself
	Detail string `json:"detail,omitempty"`
	Status *Badge `json:"status,omitempty"` // of a commitment
}

// treeBranches bounds what is shown below one document; its own page has the rest.
const treeBranches = 30

// leadsDown reports whether a relation leads from a document to one that carries
// it out; the others lead to its later versions.
func leadsDown(relation string) bool { return relation == "implements" || relation == "serves" }

// documentsAbove are the documents that a plan carries out, by how many steps they are
// away, the farthest first, each where it is farthest.
func (ix *index) documentsAbove(plan *record.Plan) [][]*record.Plan {
	steps := map[*record.Plan]int{plan: 0}
	for level, n := []*record.Plan{plan}, 1; len(level) > 0 && n <= len(ix.plans); n++ {
		var next []*record.Plan
		for _, p := range level {
			for _, r := range p.Relations {
				to := ix.set.Plans[r.Plan]
				if to != nil && to != plan && leadsDown(r.Type) && steps[to] < n {
					steps[to] = n
					next = append(next, to)
				}
			}
		}
		level = next
	}
	delete(steps, plan)
	levels := make([][]*record.Plan, 0, len(steps))
	for p, n := range steps {
		for len(levels) < n {
			levels = append(levels, nil)
		}
		levels[n-1] = append(levels[n-1], p)
	}
	for _, level := range levels {
		slices.SortFunc(level, func(a, b *record.Plan) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
	}
	slices.Reverse(levels)
	return slices.DeleteFunc(levels, func(level []*record.Plan) bool { return len(level) == 0 })
}

// documentsBelow are the documents that carry out a plan, oldest first.
func (ix *index) documentsBelow(plan *record.Plan) []*record.Plan {
	found := map[*record.Plan]bool{}
	for _, in := range ix.servedBy[plan.ID] {
		if leadsDown(in.Type) {
			found[in.from] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b *record.Plan) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
}

// promisedUnder are the commitments that the tree of a plan shows.
func (ix *index) promisedUnder(plan *record.Plan) []*record.Commitment {
	var list []*record.Commitment
	seen := map[*record.Plan]bool{plan: true}
	for queue := []*record.Plan{plan}; len(queue) > 0; queue = queue[1:] {
		list = append(list, ix.commitmentsOf[queue[0].ID]...)
		for _, p := range ix.documentsBelow(queue[0]) {
			if !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	return list
}

// planTree leads from the documents above a plan down to every commitment under
// it; nil where the plan stands alone.
func (e *edition) planTree(plan *record.Plan) *TreeNode {
	own := TreeNode{Items: []TreeItem{e.treePlan(plan, true)}, Children: e.treeBelow(plan, map[*record.Plan]bool{plan: true})}
	return e.treeAbove(plan, own)
}

// commitmentTree leads from the documents above a commitment down to it.
func (e *edition) commitmentTree(c *record.Commitment) *TreeNode {
	plan := e.set.Plans[c.Plan]
	if plan == nil {
		return nil
	}
	leaf := e.treeCommitment(c)
	leaf.Current = true
	return e.treeAbove(plan, TreeNode{Items: []TreeItem{e.treePlan(plan, false)}, Children: []TreeNode{{Items: []TreeItem{leaf}}}})
}

func (e *edition) treeAbove(plan *record.Plan, node TreeNode) *TreeNode {
	levels := e.documentsAbove(plan)
	if len(levels) == 0 && len(node.Children) == 0 {
		return nil
	}
	for _, level := range slices.Backward(levels) {
		above := TreeNode{Children: []TreeNode{node}}
		for _, p := range level {
			above.Items = append(above.Items, e.treePlan(p, false))
		}
		node = above
	}
	return &node
}

func (e *edition) treeBelow(plan *record.Plan, seen map[*record.Plan]bool) []TreeNode {
	var nodes []TreeNode
	for _, p := range e.documentsBelow(plan) {
		if seen[p] {
			continue
		}
		seen[p] = true
		nodes = append(nodes, TreeNode{Items: []TreeItem{e.treePlan(p, false)}, Children: e.treeBelow(p, seen)})
	}
	for _, c := range e.commitmentsOf[plan.ID] {
		nodes = append(nodes, TreeNode{Items: []TreeItem{e.treeCommitment(c)}})
	}
	if left := len(nodes) - treeBranches; left > 0 {
		more := e.planLink(plan.ID)
		more.Text = e.counted("tree_more", int64(left))
		nodes = append(nodes[:treeBranches], TreeNode{Items: []TreeItem{{Link: more}}})
	}
	return nodes
}

func (e *edition) treePlan(plan *record.Plan, current bool) TreeItem {
	link := e.planLink(plan.ID)
	link.Current = current
	return TreeItem{Link: link, Detail: e.say("issued_by", "date", e.day(plan.Date), "issuer", e.organizationLink(plan.Issuer).Text)}
}

func (e *edition) treeCommitment(c *record.Commitment) TreeItem {
	status := e.progressBadge(e.states[c.ID])
	return TreeItem{Link: e.commitmentLink(c), Detail: e.organizationLink(c.Organization).Text, Status: &status}
}
